using QRCoder;

namespace GovPlatform.Matters;

/// <summary>A QR code drawn into a printed page: nothing is fetched when it is rendered.</summary>
internal static class QrMark
{
    /// <summary>The code of a matter and what it is for: applying where that goes online, else the guide.</summary>
    public static (Markup Picture, string Promise) Of(Guide.Channels ways, string guide) =>
        ways is { Online: true, OnlineAddress: { } online } ? (Of(online), "在线办理") : (Of(guide), "查看办事指南");

    private static Markup Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return new(code.GetGraphic(1, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
