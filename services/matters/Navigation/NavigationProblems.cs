namespace GovPlatform.Matters;

/// <summary>Every way navigation says no, beside <see cref="Problems"/>.</summary>
internal static class NavigationProblems
{
    /// <summary>422 with all findings: messages by JSON pointer, and which rule each broke.</summary>
    public static Problem HallBroken(IReadOnlyList<Finding> findings) => Problems.Broken("hall-rules", "办事场所信息有误", "The place breaks rules", findings);

    public static Problem HallClosed() => Problem.Conflict("hall-closed", "该场所已经关闭", "The place is closed for good", "closed");

    public static Problem HallHasPlaces() =>
        Problem.Conflict("hall-has-places", "还有下级场所，请先关闭，或者改属其他场所", "Other places belong to it: close them first, or let them belong to another", "open");

    public static Problem UnknownKind() =>
        Problem.Invalid("/kind", "hall-kind-unknown", $"场所类型应为 {string.Join('、', HallKind.All)}", $"The kind is one of {string.Join(", ", HallKind.All)}");

    public static Problem CoordinatesIncomplete() => Problem.Invalid("/lng", "coordinates-incomplete", "经度和纬度应当同时给出", "lat and lng go together");

    public static Problem CoordinatesRange() => Problem.Invalid("/lat", "coordinates-range", "纬度在-90至90之间，经度在-180至180之间", "lat is -90 to 90, lng -180 to 180");

    public static Problem MomentRange() => Problem.Invalid("/at", "moment-range", "时间应在2007年至2098年之间", "at is of the years 2007 to 2098");

    public static Problem NotPublished(string status) => Problem.Conflict("matter-not-published", "该事项暂停办理", "The matter takes no applications now", status);

    public static Problem NoPlace(string? online) => new(404, "no-place", "没有办理该事项的场所", "No place takes this matter")
    {
        Detail = online is null ? null : ($"可以在网上办理：{online}", $"It can be done online: {online}"),
    };

    public static Problem ThemeBroken(IReadOnlyList<Finding> findings) => Problems.Broken("theme-rules", "主题信息有误", "The theme breaks rules", findings);

    public static Problem UnknownTheme() =>
        Problem.Invalid("/kind", "theme-kind-unknown", "类别应为 theme、life-event、livelihood，对象应为 personal、corporate", "kind is theme, life-event or livelihood; audience personal or corporate");

    public static Problem ThemesFull(int most) => new(409, "themes-full", $"主题已有{most}个，请修改已有的主题", $"There are {most} themes already: change one of them");

    public static Problem DaysRange(int most) => Problem.Invalid("/days", "days-range", $"天数应在1至{most}之间", $"days is 1 to {most}");

    public static Problem UpperListBroken(IReadOnlyList<Finding> findings) => Problems.Broken("upper-list-rules", "清单有误，未保存任何内容", "The list breaks rules; nothing is stored", findings);

    public static Problem UpperListExists(string document) =>
        new(409, "upper-list-exists", "该文件的清单已经导入，请修改原清单", "The list of this document is here already: replace it") { Extensions = { ["document"] = document } };

    public static Problem UnknownItemStatus() =>
        Problem.Invalid("/status", "item-status-unknown", "状态应为 done、missing、not-cross-region、not-online", "Status is done, missing, not-cross-region or not-online");
}
