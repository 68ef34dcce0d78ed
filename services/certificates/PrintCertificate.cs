using Dapper;
using Npgsql;

namespace GovPlatform.Certificates;

/// <summary>The licence on paper, for its holder.</summary>
internal static class PrintCertificate
{
    public static void MapPrintCertificate(this RouteGroupBuilder api) =>
        api.MapGet("/certificates/{id:guid}/pdf", PrintAsync).WithName("PrintCertificate").AllowKinds(Kind.Citizen, Kind.Organisation)
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").Produces(StatusCodes.Status202Accepted);

    /// <summary>My licence as PDF, with a QR code that verifies it. 202 with Location and Retry-After while it is being made.</summary>
    private static async Task<IResult> PrintAsync(
        Guid id, NpgsqlDataSource source, Caller me, PersonalData personal, Documents documents, GovSettings settings, HttpContext http)
    {
        var found = await FindAsync(id, source, me, http.RequestAborted);
        return found is null
            ? Problem.NotFound()
            : await documents.AnswerAsync($"certificate/{id}", $"{found.LicenceName}.pdf", () => LicencePage.Html(found, personal, settings), http);
    }

    private static async Task<Certificate?> FindAsync(Guid id, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await db.QuerySingleOrDefaultAsync<Certificate>($"select {Certificate.Columns} from certificate where id = @id and account_id = @me", new { id, me = me.Id });
    }
}
