using System.Net;
using System.Net.Sockets;

namespace GovPlatform.Notifications;

/// <summary>Where webhooks may go: public addresses, and those of Notifications:WebhookNetworks (a closed network has no others). Asked when it connects, so that no name leads inside.</summary>
internal sealed class ReceiverAddresses(IConfiguration configuration, IHostEnvironment environment)
{
    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/32", "2001:db8::/32", "2002::/16",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private readonly IPNetwork[] allowed = [.. (configuration.GetSection("Notifications:WebhookNetworks").Get<string[]>() ?? []).Select(IPNetwork.Parse)];

    public bool May(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return allowed.Any(network => network.Contains(address))
            || (!Private.Any(network => network.Contains(address)) && (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address)));
    }

    /// <summary>https, in Development http too; no credentials in it, and no address that it may not go to.</summary>
    public bool May(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && environment.IsDevelopment()))
        && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 && (!IPAddress.TryParse(uri.DnsSafeHost, out var address) || May(address));

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct)).Where(May).ToArray();
        if (found.Length == 0)
            throw new HttpRequestException("address-refused");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
