namespace GovPlatform.Identity;

/// <summary>Every way identity says no; /token alone answers in OAuth's own form.</summary>
internal static class Problems
{
    public static Problem UnknownClient() => new(400, "unknown-client", "应用未登记", "client_id is missing or unknown");

    public static Problem UnknownRedirect() => new(400, "unknown-redirect", "返回地址未登记", "redirect_uri is missing or not registered for this client");

    public static Problem NotFromSignInPage() => new(400, "not-from-sign-in-page", "请从登录页面登录", "Sign in on the sign-in page");

    public static Problem WrongNumber(Refusal why) => Problem.Invalid("/idNumber", "id-number", $"证件号码{why.Zh}", $"The id number {why.En}");

    public static Problem UnknownIdType() => Problem.Invalid("/idTypeCode", "id-type", "证件类型应为 111 或 001", "The id type must be 111 or 001");

    public static Problem AlreadyRegistered() => Problem.Conflict("already-registered", "该证件号码已登记", "This id number is registered already", "active");

    public static Problem ClockMoveUnreadable() => Problem.Invalid("/advance", "clock-move", "请给出 advance（如 P3D）或 to 之一", "Give one of advance (as P3D) and to");

    public static Problem ClockOnlyForward() => Problem.Invalid("/advance", "clock-only-forward", "平台时钟只能向前拨，且不超过十年", "The platform clock moves forward only, and ten years at most");

    public static Problem ClockKeyReused() => new(422, "idempotency-key-reused", "该 Idempotency-Key 已用于其他内容", "This Idempotency-Key was used with other content");

    public static Problem ClockNotTakenUp(IReadOnlyList<string> late) =>
        new(503, "clock-not-taken-up", "部分进程尚未更新时钟", "Some processes have not taken the move up yet") { RetryAfter = 1, Extensions = { ["processes"] = late } };
}
