using System.Text.RegularExpressions;

namespace GovPlatform.Intake;

/// <summary>What a case may belong to, and be followed by: an investment project (投资项目编号) or a package (一件事).</summary>
internal static partial class Projects
{
    /// <summary>2026-410423-48-03-012345: year, region, industry, kind, serial (投资项目在线审批监管平台 项目代码, 24 characters).</summary>
    public const string Pattern = @"^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$";

    /// <summary>A project as it is kept; null where it is neither.</summary>
    public static string? Read(string text) => Guid.TryParse(text, out var package) ? $"{package}" : Code().IsMatch(text) ? text : null;

    /// <summary>Those who follow a case of the statement's parameters Id, ProjectCode and PackageId, as an array.</summary>
    public static readonly string FollowersSql = FollowersOf("@Id", "@ProjectCode", "@PackageId");

    /// <summary>Those who follow the case of these columns, or its project or package, as an array.</summary>
    public static string FollowersOf(string id, string project, string package) => $"""
        array(
            select account_id from follower where case_id = {id}
            union
            select account_id from project_follower where project in ({project}, {package}::text))
        """;

    [GeneratedRegex(Pattern)]
    private static partial Regex Code();
}
