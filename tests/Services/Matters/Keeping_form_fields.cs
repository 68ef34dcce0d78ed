using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>The dictionary of shared fields, and the forms that a catalogue's rows make of it.</summary>
public sealed class Keeping_form_fields(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Fields = "/api/matters/v1/form-fields";

    [Fact]
    public async Task the_built_in_fields_are_read_in_pages()
    {
        var (keys, after) = (new List<string>(), (string?)null);
        do
        {
            using var answer = await host.Anonymous().GetAsync($"{Fields}?limit=50{(after is null ? "" : $"&after={after}")}");
            var page = await answer.ReadAsync<JsonElement>();
            keys.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        Assert.True(keys.Count >= 80);
        Assert.Equal(keys.Distinct().Order(StringComparer.Ordinal), keys);
        Assert.Contains("enterpriseName", keys);
    }

    [Fact]
    public async Task an_administrator_adds_a_field_and_a_row_may_use_it()
    {
        var row = "basic_code,department,department_name,name,handling_type,audience,promised_days,form_fields\n"
            + $"410116001000,{People.Department},平澜县某局,有表单的事项,2,1,5,applicantName*|teaGarden*\n";
        var before = await Imports.RunAsync(host.As(People.Editor), new StringContent(row));
        Assert.Contains(("form_fields", "cell-form-field"), before.Errors.Select(error => (error.Column, error.Code)));
        using var put = await PutAsync("teaGarden", 0, new { title = "茶园面积（亩）", type = "number" });
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (put.StatusCode, put.Headers.ETag?.Tag));
        Assert.Equal("done", (await Imports.RunAsync(host.As(People.Editor), new StringContent(row))).Status);
        var form = JsonElement.Parse((await host.RowAsync<string>("select (content -> 'form')::text from matter where name = '有表单的事项'"))!);
        Assert.Equal("茶园面积（亩）", form.GetProperty("properties").GetProperty("teaGarden").GetProperty("title").GetString());
        Assert.Equal(["applicantName", "teaGarden"], form.GetProperty("required").EnumerateArray().Select(key => key.GetString()));
    }

    [Fact]
    public async Task a_change_needs_the_revision_that_was_seen()
    {
        using var first = await PutAsync("phone", 0, new { title = "手机号码", type = "string", maxLength = 11 });
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var again = await PutAsync("phone", 0, new { title = "电话", type = "string" });
        Assert.Equal(HttpStatusCode.PreconditionFailed, again.StatusCode);
    }

    [Theory]
    [InlineData("Bad-Key", "string", null, 422, "field-key")]
    [InlineData("good", "string", "(a)\\1", 422, "catalogue-rules")]
    [InlineData("good", "object", null, 400, "validation")]
    public async Task what_is_no_field_is_refused(string key, string type, string? pattern, int status, string code)
    {
        using var answer = await PutAsync(key, 0, new { title = "字段", type, pattern });
        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task a_matter_with_another_kind_of_form_is_refused_by_pointer()
    {
        var content = Unit.Matters.Examples.Content("410116002000") with { Form = JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string","title":"甲","default":1}}}""") };
        using var answer = await MattersHost.PostAsync(host.As(People.Editor), "/api/matters/v1/matters", content, key: $"{Guid.NewGuid()}");
        Assert.Equal((422, "catalogue-rules"), ((int)answer.StatusCode, await answer.CodeAsync()));
        Assert.True((await answer.ReadAsync<JsonElement>()).GetProperty("errors").TryGetProperty("/form/properties/a/default", out _));
    }

    private Task<HttpResponseMessage> PutAsync(string key, int revision, object field)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Fields}/{key}") { Content = JsonContent.Create(field), Headers = { IfMatch = { new EntityTagHeaderValue($"\"{revision}\"") } } };
        return host.As(People.Admin).SendAsync(request);
    }
}
