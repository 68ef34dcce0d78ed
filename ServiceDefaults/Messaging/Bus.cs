using System.Reflection;
using GovPlatform.Contracts;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>MassTransit over RabbitMQ: one queue a consumer, named {service}-{consumer}, each with its inbox.</summary>
internal static class Bus
{
    public static void AddPlatformBus(this WebApplicationBuilder builder, string service)
    {
        var uri = new Uri(builder.Configuration.GetConnectionString("rabbitmq")
            ?? throw new InvalidOperationException("ConnectionStrings:rabbitmq is not configured."));
        var broker = new BrokerAddress(uri, $"{service}@{Environment.MachineName}", builder.Configuration.GetValue("Messaging:QuorumQueues", false));
        var names = new KebabCaseEndpointNameFormatter(service, includeNamespace: false);

        var consumers = Consumers(builder.Environment.ApplicationName, type => $"{service}-{names.SanitizeName(type.Name)}");

        builder.Services.AddSingleton(broker);
        builder.Services.TryAddSingleton(EventTypes.OfContracts);
        builder.Services.AddSingleton(new InboxConnections(Math.Max(1, Database.PoolSize(builder.Configuration, service) / 2)));
        builder.Services.AddSingleton<RelaySignal>();
        builder.Services.AddSingleton<Topology>();
        builder.Services.AddHostedService<Relay>();
        builder.Services.AddHostedService<Watch>();
        builder.Services.AddHostedService<Cleanup>();
        builder.Services.AddMassTransit(bus =>
        {
            // MassTransit would tell its makers how it is used; a government's closed network tells nobody.
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(names);
            bus.AddConsumers(consumers);
            bus.AddConfigureEndpointsCallback((_, _, endpoint) =>
            {
                if (broker.Quorum && endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                    queue.SetQuorumQueue();
            });
            bus.UsingRabbitMq((context, rabbit) => Configure(rabbit, context, broker));
        });
    }

    private static void Configure(IRabbitMqBusFactoryConfigurator rabbit, IBusRegistrationContext context, BrokerAddress broker)
    {
        rabbit.Host(broker.Uri, host =>
        {
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.ConnectionName(broker.ClientName);
        });
        rabbit.PrefetchCount = 16;
        rabbit.Publish<IEvent>(topology => topology.Exclude = true);
        rabbit.Publish<ICaseEvent>(topology => topology.Exclude = true);
        RetryOutsideTheInbox(rabbit);
        rabbit.UseConsumeFilter(typeof(InboxFilter<>), context);
        rabbit.ConfigureEndpoints(context);
    }

    /// <summary>Consumers of the service, and those that ServiceDefaults holds for every service that the table names as a reader.</summary>
    private static Type[] Consumers(string application, Func<Type, string> queue)
    {
        var shared = typeof(Bus).Assembly.GetTypes().Where(type => IsConsumer(type) && Readers.Table.Values.Any(queues => queues.Contains(queue(type))));
        return [.. Assembly.Load(application).GetTypes().Where(IsConsumer), .. shared];
    }

    private static bool IsConsumer(Type type) => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IConsumer));

    /// <summary>
    /// A database that is away is waited for, for hours; an event that is early, for ten minutes; anything else is tried five
    /// times and then kept in the error queue with its reason.
    /// </summary>
    private static void RetryOutsideTheInbox(IConsumePipeConfigurator pipe)
    {
        pipe.UseMessageRetry(retry =>
        {
            retry.Handle<NpgsqlException>(Database.IsAway);
            retry.Interval(10_000, TimeSpan.FromSeconds(1));
        });
        pipe.UseMessageRetry(retry =>
        {
            retry.Handle<NotYetException>();
            retry.Exponential(80, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(50));
        });
        pipe.UseMessageRetry(retry =>
        {
            retry.Ignore<NotYetException>();
            retry.Ignore<NpgsqlException>(Database.IsAway);
            retry.Intervals(50, 200, 1000, 3000, 8000);
        });
    }
}
