namespace GovPlatform.CrossRegion;

/// <summary>Every way crossregion says no.</summary>
internal static class Problems
{
    /// <param name="reason">missing, parameters, algorithm, covers-too-little, covers-twice, expired, digest, wrong, replayed, other-sender, too-large.</param>
    public static Problem SignatureRefused(string reason) =>
        new(401, "signature-refused", "消息签名无效", "The message signature is refused") { Extensions = { ["reason"] = reason } };

    public static Problem NotForHere() => Problem.Invalid("/to", "not-for-here", "消息不是发给本地区的", "The message is for another region");

    public static Problem OwnRegion() => Problem.Invalid("/region", "own-region", "不能登记本地区", "This is the own region");

    public static Problem NoAddress() => Problem.Invalid("/url", "no-address", "地址必须是 http 或 https", "The address must be http or https");

    public static Problem NoKey() => Problem.Invalid("/publicKey", "no-key", "公钥必须是 PEM 格式的 P-256 公钥", "The key must be a P-256 public key in PEM");

    public static Problem PartnerExists() => Problem.Conflict("partner-exists", "该地区已登记", "The region is registered", "registered");

    public static Problem PartnerDown() => new(503, "partner-down", "对方地区暂时无法访问", "The partner county does not answer") { RetryAfter = 30 };

    public static Problem PartnerRefuses(int status) => new(502, "partner-refuses", "对方地区拒绝了请求", "The partner county refuses the request") { Extensions = { ["partnerStatus"] = status } };

    public static Problem AnswerNotGenuine() => new(502, "answer-not-genuine", "对方应答的签名无效", "The signature of the partner's answer does not hold");
}
