using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Evaluation;

/// <summary>What the applicant says of a service (好差评).</summary>
/// <param name="Satisfaction">5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意.</param>
/// <param name="Tags">Codes of the level's own list.</param>
/// <param name="Text">At most 150 characters.</param>
/// <param name="Channel">pf: 1 PC, 2 移动端, 3 二维码, 4 大厅平板, 5 大厅其他终端, 6 电话, 7 短信.</param>
/// <param name="Anonymous">True where the rated side may not see who rated.</param>
public sealed record RateServiceRequest(
    [property: Range(1, 5)] int Satisfaction,
    [property: MaxLength(8)] IReadOnlyList<string>? Tags,
    [property: StringLength(150)] string? Text,
    [property: Required, RegularExpression("[1-7]")] string Channel,
    bool Anonymous);

/// <summary>The applicant rates a service: exactly once.</summary>
internal static class RateService
{
    public static void MapRateService(this RouteGroupBuilder api) =>
        api.MapPost("/invitations/{id:guid}/rating", RateAsync).WithName("RateService").AllowKinds(Kind.Citizen, Kind.Organisation).WithIdempotency();

    /// <summary>Rates the service of one of my invitations.</summary>
    private static async Task<Results<Created<RatingView>, Problem>> RateAsync(Guid id, RateServiceRequest request, Tx tx, Caller me, TimeProvider time)
    {
        var invitation = await tx.FindAsync<Invitation>($"select {Invitation.Columns} from invitation where id = @id and account_id = @AccountId for update", new { id, AccountId = me.Id });
        if (invitation is null) return Problem.NotFound();
        if (!Evaluation.Tags.Fit(request.Satisfaction, request.Tags ?? [])) return Problems.TagOfOtherLevel();
        var now = time.GetUtcNow().UtcDateTime;
        if (invitation.Rate(request.Satisfaction, now) is not var (rated, @event)) return Problems.AlreadyRated(invitation.Status);

        var rating = new RatingView(request.Satisfaction, request.Tags ?? [], request.Text, request.Channel, request.Anonymous, now);
        await SaveAsync(tx, rated, rating);
        tx.Audit("rate", "invitation", id.ToString(), new { request.Satisfaction });
        tx.Publish(@event);
        await tx.CommitAsync();
        return TypedResults.Created($"/api/evaluation/v1/invitations/{id}", rating);
    }

    private static async Task SaveAsync(Tx tx, Invitation rated, RatingView rating)
    {
        await tx.ExecuteAsync("update invitation set rated_at = @RatedAt, version = @Version where id = @Id", rated);
        await tx.ExecuteAsync("""
            insert into rating (invitation_id, satisfaction, tags, text, channel, anonymous, rated_at)
            values (@Id, @Satisfaction, @tags, @Text, @Channel, @Anonymous, @RatedAt)
            """, new { rated.Id, rating.Satisfaction, tags = rating.Tags.ToArray(), rating.Text, rating.Channel, rating.Anonymous, rating.RatedAt });
        await tx.ExecuteAsync("""
            insert into figure as f (department_code, department_name, ratings, satisfaction_sum, good, bad)
            values (@DepartmentCode, @DepartmentName, 1, @Satisfaction, @good, @bad)
            on conflict (department_code) do update
            set department_name = excluded.department_name, ratings = f.ratings + 1, satisfaction_sum = f.satisfaction_sum + excluded.satisfaction_sum,
                good = f.good + excluded.good, bad = f.bad + excluded.bad
            """, new { rated.DepartmentCode, rated.DepartmentName, rating.Satisfaction, good = rating.Satisfaction >= 3 ? 1 : 0, bad = rating.Satisfaction <= 2 ? 1 : 0 });
    }
}
