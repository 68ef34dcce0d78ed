using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GovPlatform.ServiceDefaults;

/// <summary>Brings the comments of handlers into the OpenAPI document; the framework's own generator reads those of public methods only, and ours are private.</summary>
internal static class HandlerComments
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Known = new();

    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault() is not { DeclaringType: { } type } handler
            || !Known.GetOrAdd(type.Assembly, Read).TryGetValue($"{type.FullName!.Replace('+', '.')}.{handler.Name}", out var comment))
            return;
        operation.Summary ??= Text(comment.Element("summary"));
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            parameter.Description ??= Text(comment.Elements("param").FirstOrDefault(x => x.Attribute("name")?.Value == parameter.Name));
    }

    /// <summary>Comments by the name of the method; handlers are not overloaded.</summary>
    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return !File.Exists(file) ? [] : XDocument.Load(file).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith("M:", StringComparison.Ordinal))
            .GroupBy(member => member.Attribute("name")!.Value[2..].Split('(')[0])
            .ToDictionary(same => same.Key, same => same.First());
    }

    private static string? Text(XElement? comment) =>
        comment is null ? null : string.Join(' ', comment.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
