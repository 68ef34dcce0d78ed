namespace GovPlatform.Intake;

/// <summary>How following says no.</summary>
internal static class FollowingProblems
{
    public static Problem UnreadableEventId() => new(400, "bad-event-id", "Last-Event-ID 无效", "Last-Event-ID is not an id of this stream");

    public static Problem TooManyStreams() => new(429, "too-many-streams", "同时打开的进度推送过多", "Too many streams are open") { RetryAfter = 30 };

    public static Problem NoProject() => Problem.Invalid("/code", "project-code", "应为投资项目编号或一件事编号（id）", "A project code (投资项目编号) or the id of a package");
}
