using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GovPlatform.ServiceDefaults;

/// <summary>How every service's OpenAPI 3.1 document is made; AddOpenApi itself is called in each service with a lambda: XML summaries are woven into that very call.</summary>
public static class OpenApiDefaults
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo { Title = context.ApplicationServices.Service(), Version = "v1" };
            // The address is where the document was fetched from, and differs with every deployment.
            document.Servers = [];
            (document.Components ??= new OpenApiComponents()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
            };
            document.Tags = null;
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) => AddLimitsAsync(schema, context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(true) ?? []));
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Idempotency.Taken>().FirstOrDefault() is { } idempotency)
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = Idempotency.Header, In = ParameterLocation.Header, Required = idempotency.Required,
                    Description = "Same key and body: same answer. Same key and another body: 422. Still in progress: 409.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200 },
                });
            HandlerComments.Describe(operation, context);
            // The framework would name the handler's class.
            if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<ITagsMetadata>().Any())
                operation.Tags = new HashSet<OpenApiTagReference> { new(context.ApplicationServices.Service(), context.Document) };
            if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
            operation.Responses ??= [];
            operation.Responses.TryAdd("default", new OpenApiResponse
            {
                Description = "Problem details (RFC 9457) with a stable `code`.",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() },
            });
            return Task.CompletedTask;
        });
    }

    /// <summary>What validation holds a member to and the framework does not describe.</summary>
    private static Task AddLimitsAsync(OpenApiSchema schema, object[] attributes)
    {
        if (attributes.OfType<AllowedValuesAttribute>().FirstOrDefault() is { } allowed)
            schema.Enum = [.. allowed.Values.Select(value => value is null ? JsonNullSentinel.JsonNull : JsonValue.Create($"{value}"))];
        if (attributes.OfType<EachLengthAttribute>().FirstOrDefault() is { } each && schema.Items is OpenApiSchema item)
            (item.MinLength, item.MaxLength) = (1, each.Most);
        return Task.CompletedTask;
    }

    private static string Service(this IServiceProvider services) =>
        services.GetService(typeof(GovSettings)) is GovSettings settings ? settings.Service : "";
}
