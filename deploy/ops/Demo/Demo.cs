using System.Text.Json;

namespace GovPlatform.Ops;

/// <summary>`gov demo`: real cases from the catalogue to a rating, all through the gateway, each step printed; the first surprise ends a journey.</summary>
internal static class Demo
{
    // Matters with a licence that citizens apply for; of several departments.
    private static readonly string[] Words = ["食品经营许可", "公共场所卫生许可", "烟花爆竹", "出版物零售", "农药经营", "林木采伐", "排水管网", "道路货物运输"];

    /// <summary>Through the gateway that the environment names.</summary>
    public static Task<int> RunAsync(string[] args, TextWriter output) => RunAsync(
        new Uri(Environment.GetEnvironmentVariable("GOV_URL") ?? Environment.GetEnvironmentVariable("Gov__PublicUrl") ?? "http://localhost:8080"), args, output);

    /// <summary>0 when every journey finished.</summary>
    public static async Task<int> RunAsync(Uri gateway, string[] args, TextWriter output, CancellationToken ct = default)
    {
        if (Options.Read(args) is not { } options)
        {
            await output.WriteLineAsync("usage: gov demo [--repeat N] [--quiet]");
            return 64;
        }
        var began = TimeProvider.System.GetTimestamp();
        using var client = new DemoClient(gateway);
        var report = new DemoReport(output, options.Quiet);
        var finished = 0;
        for (var round = 0; round < options.Repeat; round++)
        {
            if (options.Repeat > 1)
                report.Title($"第 {round + 1} 轮，共 {options.Repeat} 轮", $"Journey {round + 1} of {options.Repeat}");
            finished += await FinishesAsync(client, report, options.First + round, output, ct) ? 1 : 0;
        }
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        await output.WriteLineAsync($"\n{finished}/{options.Repeat} 轮办结 · {finished} of {options.Repeat} journeys finished, {3 * finished} cases, {report.Steps} steps, {client.Repeats} requests repeated, {seconds:0.0} s");
        return finished == options.Repeat ? 0 : 1;
    }

    private static async Task<bool> FinishesAsync(DemoClient client, DemoReport report, int round, TextWriter output, CancellationToken ct)
    {
        try
        {
            await JourneyAsync(client, report, round, ct);
            return true;
        }
        catch (Exception e) when (e is SurpriseException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            await output.WriteLineAsync($"意外 · surprise: {e.Message}");
            return false;
        }
    }

    /// <summary>Three cases: one whole, one with a supplement, one that rules decide.</summary>
    /// <exception cref="SurpriseException">The platform did something else than expected.</exception>
    private static async Task JourneyAsync(DemoClient client, DemoReport report, int round, CancellationToken ct)
    {
        var people = await DemoDirectory.ReadAsync(client, ct);
        await OneCaseAsync(new(client, people, report, round, ct), report, Words[round % Words.Length]);
        await SupplementedCaseAsync(new(client, people, report, round + 1, ct), report, Words[(round + 1) % Words.Length]);
        await AutomaticCaseAsync(new(client, people, report, round + 2, ct), report);
    }

    private static async Task OneCaseAsync(DemoCase work, DemoReport report, string word)
    {
        report.Title("一件真实的办件", "One real case");
        await ApplyAsync(work, () => work.SearchAsync(word), "counter");
        await work.PrintReceiptAsync();
        await work.AcceptAsync();
        await work.PrintAcceptanceAsync();
        await DecideAsync(work);
        await work.PrintLicenceAsync();
        await HandOutAsync(work);
    }

    private static async Task SupplementedCaseAsync(DemoCase work, DemoReport report, string word)
    {
        report.Title("补正一次的办件", "A case with a supplement");
        await ApplyAsync(work, () => work.SearchAsync(word), "counter");
        await work.RequestSupplementAsync();
        await work.SupplyAsync();
        await work.AcceptAsync();
        await DecideAsync(work);
        await HandOutAsync(work);
    }

    private static async Task AutomaticCaseAsync(DemoCase work, DemoReport report)
    {
        report.Title("规则自动审批的即办件", "An immediate case, decided by rules");
        await ApplyAsync(work, work.SearchAutomaticAsync, "electronic");
        await work.AcceptAsync();
        await work.WaitUntilClosedAsync();
        await work.VerifyLicenceAsync();
        await FollowUpAsync(work);
    }

    private static async Task ApplyAsync(DemoCase work, Func<Task> search, string delivery)
    {
        await work.SignInAsync();
        await search();
        await work.ReadGuideAsync();
        await work.ApplyAsync(delivery);
        await work.UploadAsync();
        await work.SubmitAsync();
        await work.ReceiveAsync();
    }

    private static async Task DecideAsync(DemoCase work)
    {
        await work.ClaimAsync();
        await work.GrantAsync();
        await work.WaitForLicenceAsync();
        await work.VerifyLicenceAsync();
    }

    private static async Task HandOutAsync(DemoCase work)
    {
        await work.HandOverAsync();
        await work.TakeInAsync();
        await work.DeliverAsync();
        await FollowUpAsync(work);
    }

    private static async Task FollowUpAsync(DemoCase work)
    {
        await work.ReadTimelineAsync();
        await work.RateAsync();
        await work.WatchAsync();
    }

    /// <summary>What the command line says.</summary>
    private sealed record Options(int Repeat, bool Quiet, int First)
    {
        public static Options? Read(string[] args)
        {
            // Another start begins with other matters and people.
            var options = new Options(1, false, Environment.TickCount & 0xFFFF);
            for (var i = 0; i < args.Length; i++)
            {
                switch (args[i])
                {
                    case "--quiet":
                        options = options with { Quiet = true };
                        break;
                    case "--repeat" when i + 1 < args.Length && int.TryParse(args[++i], out var repeat) && repeat is > 0 and <= 10_000:
                        options = options with { Repeat = repeat };
                        break;
                    default:
                        return null;
                }
            }
            return options;
        }
    }
}
