using Dapper;
using Npgsql;

namespace GovPlatform.Evaluation;

/// <summary>The services that a person may rate or has rated.</summary>
internal static class ListInvitations
{
    public static void MapInvitations(this RouteGroupBuilder api)
    {
        api.MapGet("/invitations", ListAsync).WithName("ListInvitations").AllowKinds(Kind.Citizen, Kind.Organisation);
        api.MapGet("/invitations/{id:guid}", ReadAsync).WithName("ReadInvitation").AllowKinds(Kind.Citizen, Kind.Organisation);
    }

    /// <summary>My invitations, newest first.</summary>
    private static async Task<Results<Ok<Page<InvitationView>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, HttpContext http, CancellationToken ct, int? limit = null, string? after = null)
    {
        var cursor = (At: DateTime.MaxValue, Id: Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out cursor)) return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<Invitation>(Sql(after is not null), new { me.Id, cursor.At, Last = cursor.Id, take = take + 1 });
        var page = Paging.Of([.. rows], take, i => Cursor.Encode(i.InvitedAt, i.Id), http);
        return TypedResults.Ok(new Page<InvitationView>([.. page.Items.Select(i => InvitationView.Of(i, null))], page.Next));
    }

    internal static string Sql(bool behind) => $"""
        select {Invitation.Columns}
        from invitation
        where account_id = @Id
        {(behind ? "and (invited_at, id) < (@At, @Last)" : "")}
        order by invited_at desc, id desc
        limit @take
        """;

    /// <summary>One of my invitations, with the rating once given.</summary>
    private static async Task<Results<Ok<InvitationView>, Problem>> ReadAsync(Guid id, NpgsqlDataSource source, Caller me, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var found = await db.QuerySingleOrDefaultAsync<Invitation>($"select {Invitation.Columns} from invitation where id = @id and account_id = @mine", new { id, mine = me.Id });
        if (found is null) return Problem.NotFound();
        var rating = await db.QuerySingleOrDefaultAsync<RatingRow>("select satisfaction, tags, text, channel, anonymous, rated_at from rating where invitation_id = @id", new { id });
        response.SetETag(found.Version);
        return TypedResults.Ok(InvitationView.Of(found, rating?.View()));
    }

    private sealed record RatingRow
    {
        public int Satisfaction { get; init; }
        public string[] Tags { get; init; } = [];
        public string? Text { get; init; }
        public string Channel { get; init; } = "";
        public bool Anonymous { get; init; }
        public DateTime RatedAt { get; init; }

        public RatingView View() => new(Satisfaction, Tags, Text, Channel, Anonymous, RatedAt);
    }
}

/// <summary>An invitation to rate one service of a case.</summary>
/// <param name="Status">open or rated.</param>
internal sealed record InvitationView(
    Guid Id, Guid CaseId, string CaseNumber, int ServiceNumber, string MatterName, string DepartmentName, DateTime InvitedAt, string Status, RatingView? Rating)
{
    public static InvitationView Of(Invitation i, RatingView? rating) =>
        new(i.Id, i.CaseId, i.CaseNumber, i.ServiceNumber, i.MatterName, i.DepartmentName, i.InvitedAt, i.Status, rating);
}

/// <summary>A rating as its author reads it.</summary>
internal sealed record RatingView(int Satisfaction, IReadOnlyList<string> Tags, string? Text, string Channel, bool Anonymous, DateTime RatedAt);
