using GovPlatform.Ops;

// What `./gov` hands on: one line a command.
return args switch
{
    ["audit", "verify"] => await AuditVerify.RunAsync(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: ops audit verify");
    return 64;
}
