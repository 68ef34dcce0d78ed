using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>The working-day calendar is imported here and told to everybody who counts days.</summary>
public sealed class Keeping_the_calendar(MattersHost host) : IClassFixture<MattersHost>
{
    private static readonly string[] Papers = ["https://www.gov.cn/"];

    [Theory]
    [InlineData(2025, "2025-10-08", "2025-10-11")]
    [InlineData(2026, "2026-10-07", "2026-10-10")]
    public async Task the_years_of_the_platform_are_known_from_the_start(int year, string off, string worked)
    {
        using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/calendar/{year}");
        var calendar = await answer.ReadAsync<JsonElement>();
        Assert.Equal(0, calendar.GetProperty("revision").GetInt32());
        Assert.Contains(off, calendar.GetProperty("daysOff").EnumerateArray().Select(day => day.GetString()));
        Assert.Contains(worked, calendar.GetProperty("workDays").EnumerateArray().Select(day => day.GetString()));
    }

    [Fact]
    public async Task a_year_without_a_notice_is_not_known() =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync("/api/matters/v1/calendar/2031")).StatusCode);

    [Fact]
    public async Task an_import_raises_the_revision_and_is_told()
    {
        object[] days = [new { name = "元旦", date = "2027-01-01", isOffDay = true }, new { name = "元旦", date = "2027-01-03", isOffDay = false }];
        using var first = await PutAsync(2027, 0, days);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var stale = await PutAsync(2027, 0, days);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var second = await PutAsync(2027, 1, days);
        Assert.Equal("\"2\"", second.Headers.ETag?.Tag);
        var told = (await host.Published<CalendarPublished>()).Where(told => told.Year == 2027).ToList();
        Assert.Equal([1, 2], told.Select(calendar => calendar.Revision));
        Assert.Equal([new DateOnly(2027, 1, 1)], told[0].DaysOff);
        using var read = await host.Anonymous().GetAsync("/api/matters/v1/calendar/2027");
        Assert.Equal(2, (await read.ReadAsync<JsonElement>()).GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task a_calendar_that_cannot_be_right_is_refused()
    {
        using var empty = await PutAsync(2028, 0, []);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var wednesday = await PutAsync(2028, 0, [new { name = "元旦", date = "2028-01-05", isOffDay = false }]);
        Assert.Equal("calendar-workday", await wednesday.CodeAsync());
    }

    [Fact]
    public async Task only_an_administrator_imports()
    {
        using var answer = await PutAsync(2029, 0, [new { name = "元旦", date = "2029-01-01", isOffDay = true }], People.Editor);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PutAsync(int year, int revision, object[] days, Caller? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/matters/v1/calendar/{year}")
        {
            Content = JsonContent.Create(new { year, papers = Papers, days }),
            Headers = { IfMatch = { new EntityTagHeaderValue($"\"{revision}\"") } },
        };
        return await host.As(by ?? People.Admin).SendAsync(request);
    }
}
