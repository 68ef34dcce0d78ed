using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>《材料受理及接收凭证》 as PDF: what the counter took in, from whom, and when.</summary>
internal static class PrintReceipt
{
    /// <summary>The receipt, made when first asked for and then unchanged; 202 while it is being made. Staff need the header Purpose.</summary>
    public static async Task<IResult> Handle(
        Guid id, NpgsqlDataSource source, Caller me, PersonalData data, GovSettings settings, Documents documents, HttpContext http, CancellationToken ct)
    {
        CaseFile? file;
        Reception? reception;
        // Closed before the document is asked for: printing takes a connection of its own.
        await using (var db = await source.OpenConnectionAsync(ct))
        {
            file = await db.FindReadableAsync(id, me);
            if (file is null)
                return Problem.NotFound();
            if (file.ReceiptNumber is null)
                return Problems.NotReceived(file.Status);
            if (me.IsStaff)
            {
                if (Purpose.Missing(http.Request, out var purpose) is { } no)
                    return no;
                await StaffRead.RecordAsync(db, me, file.AccountId, $"case/{id}/receipt", purpose);
            }
            reception = await db.QuerySingleAsync<Reception>("select received_at as at, received_materials as materials from case_file where id = @id", new { id });
        }
        return (await documents.AnswerAsync($"receipt/{id}", $"{file.ReceiptNumber}.pdf", () => Page(file, reception, data, settings), http)).Result;
    }

    /// <summary>What the counter took in, and when.</summary>
    private sealed record Reception(DateTime At, Received[] Materials);

    internal sealed record Received(string Name, string MediaType, string Sha256);

    private static string Page(CaseFile file, Reception reception, PersonalData data, GovSettings settings)
    {
        var applicant = ApplicantView.Of(file.Applicant, data, full: false);
        var at = reception.At.AddHours(8);
        var rows = Markup.Join(reception.Materials.Select((m, i) => Markup.Of($"<tr><td>{i + 1}</td><td>{m.Name}</td><td>{MediaTypes.Name(m.MediaType)}</td><td class=\"code\">{m.Sha256[..16]}</td></tr>")));
        return PrintedPage.Html($"材料受理及接收凭证 {file.ReceiptNumber}", Markup.Of($"""
            <h1>材料受理及接收凭证</h1>
            <p class="sign" style="margin:0">凭证编号：{file.ReceiptNumber}</p>
            <table>
              <tr><th>办件编号</th><td class="code">{file.Number}</td></tr>
              <tr><th>事项名称</th><td>{file.Matter.Name}</td></tr>
              <tr><th>实施机关</th><td>{file.Matter.DepartmentName}</td></tr>
              <tr><th>申请人</th><td>{applicant.Name}（{applicant.IdNumber}）</td></tr>
              <tr><th>接件时间</th><td>{at.ToString("yyyy年M月d日 HH:mm")}</td></tr>
            </table>
            <h2>已接收材料</h2>
            <table>
              <tr><th style="width:2em">序号</th><th style="width:auto">材料名称</th><th style="width:4em">形式</th><th style="width:11em">内容摘要</th></tr>
              {rows}
            </table>
            <p>以上材料已由本窗口接收。材料不齐全或者不符合法定形式的，将自收到材料之日起五个工作日内一次性告知需要补正的全部内容；逾期不告知的，自收到材料之日起即为受理（《中华人民共和国行政许可法》第三十二条）。</p>
            <p>内容摘要为文件 SHA-256 值的前十六位，可用于核对材料未被更改。</p>
            <p class="sign">{settings.County}政务服务中心综合窗口<br>{at.ToString("yyyy年M月d日")}</p>
            """));
    }
}
