namespace GovPlatform.Evaluation;

/// <summary>Every way evaluation says no.</summary>
internal static class Problems
{
    public static Problem AlreadyRated(string state) => Problem.Conflict("already-rated", "该次服务已评价", "This service has been rated", state);

    public static Problem TagOfOtherLevel() => Problem.Invalid("/tags", "tag-level", "评价标签与满意度不符、重复或不存在", "A tag is unknown, repeated, or of another level");
}
