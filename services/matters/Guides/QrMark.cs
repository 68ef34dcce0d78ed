namespace GovPlatform.Matters;

/// <summary>The QR code on a printed guide.</summary>
internal static class QrMark
{
    /// <summary>The code of a matter and what it is for: applying where that goes online, else the guide.</summary>
    public static (Markup Picture, string Promise) Of(Guide.Channels ways, string guide) =>
        ways is { Online: true, OnlineAddress: { } online } ? (QrCode.Of(online), "在线办理") : (QrCode.Of(guide), "查看办事指南");
}
