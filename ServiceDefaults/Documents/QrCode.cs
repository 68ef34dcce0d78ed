using QRCoder;

namespace GovPlatform.ServiceDefaults;

/// <summary>A QR code drawn into a printed page: nothing is fetched when it is rendered.</summary>
public static class QrCode
{
    public static Markup Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return new(code.GetGraphic(1, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
