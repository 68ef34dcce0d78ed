using static GovPlatform.Tests.Services.Matters.Importing_a_catalogue;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>An import meets matters that somebody suspends, retires or drafts, files that are not there, and materials without end.</summary>
public sealed class Imports_and_what_is_there(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Series = "26";

    [Fact]
    public async Task a_matter_that_meets_materials_without_end_is_named_before_they_are_read()
    {
        Task<Outcome> RunAsync(int number, int papers) =>
            Imports.RunAsync(host.As(People.Editor), Files([Row(number, series: Series)], Enumerable.Range(1, papers).Select(serial => Paper(number, serial, Series))));
        var import = await RunAsync(9, 201);
        Assert.Equal(("refused", ("matters", 2, "basic_code", "materials-too-many")), (import.Status, Told(Assert.Single(import.Errors))));
        Assert.Equal("done", (await RunAsync(9, 200)).Status);
        // Few, and each of them long.
        var wide = await Imports.RunAsync(host.As(People.Editor), Imports.Files(
            $"{Head}\n{Row(10, series: Series)}", $"{MaterialHead},usage\n{string.Join('\n', Enumerable.Range(1, 20).Select(serial => $"{Paper(10, serial, Series)},{new string('长', 30_000)}"))}"));
        Assert.Equal("materials-too-many", Assert.Single(wide.Errors).Code);
    }
}
