using GovPlatform.Ops;

// What `./gov` hands on: one line a command.
return args switch
{
    ["demo", .. var rest] => await Demo.RunAsync(rest, Console.Out),
    ["audit", "verify"] => await AuditVerify.RunAsync(Console.Out),
    ["errors"] => await ErrorQueues.ShowAsync(Console.Out),
    ["replay", var queue] => await ErrorQueues.ReplayAsync(queue, Console.Out),
    ["seed", .. var rest] => await Seed.RunAsync(rest, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: gov demo [--repeat N] [--quiet] | seed --cases N | audit verify | errors | replay QUEUE");
    return 64;
}
