using System.Text;
using System.Text.Encodings.Web;

namespace GovPlatform.Identity;

/// <summary>Development's sign-in page: the seeded people by group, one button each; no script, nothing from elsewhere.</summary>
internal static class SignInPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private static readonly Dictionary<string, string> RoleNames = new()
    {
        [Role.Clerk] = "综合窗口 Counter clerk", [Role.Approver] = "审批人员 Approver", [Role.CatalogueEditor] = "事项管理 Catalogue editor",
        [Role.Supervisor] = "电子监察 Supervisor", [Role.Admin] = "系统管理 Administrator", [Kind.Citizen] = "个人 Citizens", [Kind.Organisation] = "法人 Organisations",
    };

    // form-action must admit the client's address: browsers apply it to the redirect that follows the form.
    public static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action *; frame-ancestors 'none'; base-uri 'none'";
        response.Headers.CacheControl = "no-store";
    }

    public static string Of(string county, SignInRequest request, IEnumerable<(SignInChoice Choice, string Name)> people)
    {
        var hidden = string.Concat(request.Fields.Select(x => $"<input type=hidden name=\"{Html.Encode(x.Key)}\" value=\"{Html.Encode(x.Value)}\">"));
        var groups = new StringBuilder();
        foreach (var group in people.GroupBy(x => x.Choice.Roles?.Split(' ')[0] ?? x.Choice.Kind).OrderBy(x => RoleNames.Keys.ToList().IndexOf(x.Key)))
        {
            groups.Append($"<section><h2>{Html.Encode(RoleNames.GetValueOrDefault(group.Key, group.Key))}</h2><div>");
            foreach (var (choice, name) in group)
                groups.Append($"<button name=account value={choice.Id}>{Html.Encode(name)}<small>{Html.Encode(choice.Department ?? "")}</small></button>");
            groups.Append("</div></section>");
        }
        return $$"""
            <!doctype html>
            <html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>登录 · {{Html.Encode(county)}}政务服务平台</title>
            <style>
              body { margin: 0; font: 15px/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; background: #f4f6f9; color: #1c2733 }
              header { background: #1257a8; color: #fff; padding: 20px 32px } h1 { margin: 0; font-size: 22px } header p { margin: 4px 0 0; opacity: .85 }
              main { max-width: 1080px; margin: 24px auto; padding: 0 16px }
              section { background: #fff; border-radius: 10px; padding: 8px 20px 20px; margin-bottom: 16px; box-shadow: 0 1px 3px #0002 } h2 { font-size: 16px }
              div { display: flex; flex-wrap: wrap; gap: 8px }
              button { font: inherit; text-align: left; padding: 8px 14px; border: 1px solid #c8d3e0; border-radius: 8px; background: #fff; cursor: pointer; min-width: 150px }
              button:hover, button:focus { border-color: #1257a8; background: #eef4fb } small { display: block; color: #63707e }
            </style>
            <header><h1>{{Html.Encode(county)}}政务服务平台 · 开发环境登录</h1><p>Development sign-in: choose who you are. 所列人员均为虚构。 All people are fictitious.</p></header>
            <main><form method="post" action="/authorize">{{hidden}}{{groups}}</form></main></html>
            """;
    }
}
