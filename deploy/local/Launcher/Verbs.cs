namespace GovPlatform.Local;

/// <summary>What can be done with an instance: up, down, status.</summary>
internal static class Verbs
{
    public static async Task<int> RunAsync(Options options, Instance instance, IReadOnlyList<IResource> resources)
    {
        try
        {
            return options.Verb switch
            {
                "up" when options.Detach => await Detached.UpAsync(options, instance),
                "up" => await UpAsync(options, instance, resources),
                "down" => await DownAsync(instance),
                "status" => Status(instance),
                "environment" => ShowEnvironment(instance, resources),
                _ => Refuse(options.Refusal),
            };
        }
        catch (InvalidOperationException e)
        {
            return Refuse(e.Message);
        }
    }

    private static async Task<int> UpAsync(Options options, Instance instance, IReadOnlyList<IResource> resources)
    {
        if (RunState.Read(instance) is { Launcher.IsAlive: true } running)
        {
            return Refuse($"instance {instance.Name} is up already: {running.Address} (process {running.Launcher.Id})");
        }

        instance.Prepare();
        await Leftovers.EndAsync(instance);
        if (PortOwner.Of(instance.Port) is { } owner || !FreePort.IsFree(instance.Port))
        {
            return Refuse($"port {instance.Port} is in use by {PortOwner.Of(instance.Port) ?? "another process"}: end it, or set GOV_PORT");
        }

        return await new Launch(instance, options.Quiet).RunAsync(resources);
    }

    private static async Task<int> DownAsync(Instance instance)
    {
        if (RunState.Read(instance) is not { } state)
        {
            Console.WriteLine($"instance {instance.Name} is not up");
            return 0;
        }

        if (state.Launcher.IsAlive)
        {
            LocalProcess.Send(state.Launcher.Id, Signal.Term);
            await Leftovers.WaitAsync([state.Launcher], TimeSpan.FromSeconds(40));
        }

        await Leftovers.EndAsync(instance);
        Console.WriteLine($"instance {instance.Name} is down");
        return 0;
    }

    private static int Status(Instance instance)
    {
        if (RunState.Read(instance) is not { Launcher.IsAlive: true } state)
        {
            Console.WriteLine($"instance {instance.Name} is not up");
            return 3;
        }

        foreach (var line in state.Table())
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"{instance.County} ({instance.Region}) {(state.IsReady ? "is ready" : "starts")} at {state.Address}");
        return 0;
    }

    private static int ShowEnvironment(Instance instance, IReadOnlyList<IResource> resources)
    {
        instance.Prepare();
        foreach (var project in new Plan(instance, resources, _ => _ => { }).Projects)
        {
            for (var replica = 0; replica < project.Ports.Count; replica++)
            {
                foreach (var (name, value) in Plan.EnvironmentOf(project, replica))
                {
                    Console.WriteLine($"{Plan.ProcessName(project, replica)} {name}={value}");
                }
            }
        }

        return 0;
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}
