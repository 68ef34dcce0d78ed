namespace GovPlatform.Notifications;

/// <summary>What sending to systems needs.</summary>
internal static class WebhookSetup
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OwnKey>();
        builder.Services.AddSingleton<ReceiverAddresses>();
        builder.Services.AddHostedService<DeliverWebhooks>();
        builder.Services.AddHostedService<ForgetDeliveries>();
        builder.Services.AddHttpClient(DeliverWebhooks.Client, client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                // Nothing that a receiver answers leads anywhere else.
                AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5),
                ConnectCallback = provider.GetRequiredService<ReceiverAddresses>().ConnectAsync,
            })
            .RemoveAllLoggers();
    }
}
