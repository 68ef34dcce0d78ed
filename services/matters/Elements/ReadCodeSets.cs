using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace GovPlatform.Matters;

/// <summary>Anybody reads the code sets, and how live systems number them.</summary>
internal static class ReadCodeSets
{
    private static readonly CodeSetView[] Sets =
    [
        new("matterType", "事项类型", "A.1", CodeSets.MatterType), new("level", "行使层级", "A.2", CodeSets.Level), new("bodyNature", "实施主体性质", "A.3", CodeSets.BodyNature),
        new("audience", "服务对象", "A.4", CodeSets.Audience, CodeMaps.Audience), new("handlingForm", "办理形式", "A.5", CodeSets.HandlingForm, CodeMaps.HandlingForm),
        new("handlingType", "办件类型", "A.6", CodeSets.HandlingType), new("specialProcedure", "特别程序", "A.7", CodeSets.SpecialProcedure, CodeMaps.SpecialProcedure),
        new("satisfaction", "满意度", "A.8", CodeSets.Satisfaction, CodeMaps.Satisfaction), new("timeUnit", "时限单位", null, CodeSets.TimeUnit),
        new("powerSource", "权力来源", null, CodeSets.PowerSource), new("serviceScope", "通办范围", null, CodeSets.ServiceScope, CodeMaps.ServiceScope),
        new("resultType", "结果类型", null, CodeSets.ResultType), new("onlineDepth", "网办深度", null, CodeSets.OnlineDepth), new("enquiryWay", "咨询方式", null, CodeSets.EnquiryWay),
        new("requirement", "材料必要性", null, CodeSets.Requirement), new("materialForm", "材料形式", null, CodeSets.MaterialForm), new("materialKind", "材料类型", null, CodeSets.MaterialKind),
        new("sourceChannel", "来源渠道", null, CodeSets.SourceChannel),
    ];

    // In the order of the codes, so that every replica tells the same and has one tag.
    private static readonly IReadOnlyList<CodeSetView> Told =
    [
        .. Sets.Select(set => set with
        {
            Codes = Sorted(set.Codes), Map = set.Map is { } map ? new(Sorted(map.Live), Sorted(map.ToStandard), Sorted(map.ToLive)) : null,
        }),
    ];

    private static readonly EntityTagHeaderValue Tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Told, GovJson.Events)))[..16]}\"");

    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapGet("/code-sets", Read).WithName("ReadCodeSets").AllowAnonymous().WithSummary("The code sets with their names, and the maps to and from those of live systems");

    /// <summary>A code set.</summary>
    /// <param name="Appendix">Table of GB/T 39046-2020 appendix A; null where the set is that of live systems.</param>
    /// <param name="Codes">Codes with their names.</param>
    /// <param name="Map">Where live systems number it otherwise.</param>
    internal sealed record CodeSetView(string Id, string Name, string? Appendix, IReadOnlyDictionary<string, string> Codes, CodeMap? Map = null);

    private static SortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> codes) => new(codes.ToDictionary(), StringComparer.Ordinal);

    private static Results<Ok<IReadOnlyList<CodeSetView>>, StatusCodeHttpResult> Read(HttpContext http)
    {
        http.Response.GetTypedHeaders().ETag = Tag;
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return http.Request.GetTypedHeaders().IfNoneMatch is [_, ..] known && known.Any(held => held.Compare(Tag, useStrongComparison: false) || held.Equals(EntityTagHeaderValue.Any))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(Told);
    }
}
