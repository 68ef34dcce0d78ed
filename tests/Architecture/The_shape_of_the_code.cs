using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text.RegularExpressions;

namespace GovPlatform.Tests.Architecture;

/// <summary>The guide of how the code reads, as far as a machine can hold it.</summary>
public sealed partial class The_shape_of_the_code
{
    private static readonly string[] Code = ["services", "gateway", "ServiceDefaults", "contracts", "deploy", "AppHost"];
    private static readonly string[] Banned = ["Manager", "Helper", "Service", "Repository", "Dto", "Impl", "Base"];

    /// <summary>What a person does, where the thing done is a service: a verb, not a layer.</summary>
    private static readonly string[] Verbs = ["RateService"];

    [Fact]
    public void classes_are_sealed_or_static() => Parts.None("Seal these, or make them static:",
        from assembly in Parts.All
        from type in assembly.Written()
        where type is { IsClass: true, IsSealed: false } && type.Name != "Program"
            && !(type.IsAbstract && Parts.All.SelectMany(a => a.GetTypes()).Any(other => Ancestors(other).Contains(type)))
        select type.FullName);

    /// <summary>Validation skips internal request types, so those are public; nothing else of a service has a reader outside it.</summary>
    [Theory, MemberData(nameof(Parts.Names), MemberType = typeof(Parts))]
    public void only_requests_are_public(string service)
    {
        var part = Parts.Services.Single(p => p.Name == service);
        var asked = new HashSet<Type>();
        foreach (var parameter in part.Assembly.Written().Where(type => type.IsAbstract && type.IsSealed).SelectMany(type => type.GetMethods((BindingFlags)62)).SelectMany(method => method.GetParameters()))
            Reach(parameter.ParameterType, asked);
        // Where nothing is asked with a body, one answer may be public: tests name the assembly by it.
        var open = part.Assembly.Written().Where(type => type.IsVisible && type.Name != "Program").ToList();
        Parts.None($"{service}: make these internal, they are not part of a request:", open.Count == 1 ? [] : open.Except(asked).Select(type => type.FullName!));
    }

    [Fact]
    public void names_say_what_a_thing_is_for() => Parts.None($"A name ends in one of {string.Join(", ", Banned)}:",
        from assembly in Parts.All
        from type in assembly.Written()
        let name = type.Name.Split('`')[0]
        where Banned.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)) && !Verbs.Contains(name)
        select type.FullName);

    [Fact]
    public void files_stay_under_200_lines() => Parts.None("A file has 200 lines or more; split it by what people do:",
        from file in Parts.Files(".cs", Code)
        let lines = file.Text.Count(c => c == '\n')
        where lines >= 200
        select $"{file.Path}: {lines}");

    [Fact]
    public void programs_only_wire_and_stay_within_40_lines() => Parts.None("A Program.cs of a service has more than 40 lines:",
        from file in Parts.Files("Program.cs", "services", "gateway")
        let lines = file.Text.Count(c => c == '\n')
        where lines > 40
        select $"{file.Path}: {lines}");

    /// <summary>By the debugger's line numbers, braces left out; so are constructors, since their lines are those of the fields, and top-level programs.</summary>
    [Fact]
    public void methods_stay_under_40_lines() => Parts.None("The body of a method has 40 lines or more:",
        from assembly in Parts.All
        from method in Lengths(assembly)
        where method.Lines >= 42 && !method.File.Contains("/obj/", StringComparison.Ordinal) && method.Name != "Program.<Main>$"
        select $"{Path.GetRelativePath(Repository.Root, method.File)}:{method.First} {method.Name}: {method.Lines}");

    [Fact]
    public void types_say_what_they_are_for() => Parts.None("The first type of a file has no <summary>:",
        from file in Parts.Files(".cs", Code)
        let type = FirstType().Match(file.Text)
        where file.Text.Contains("namespace GovPlatform", StringComparison.Ordinal) && type.Success && !file.Text[..type.Index].Contains("<summary>", StringComparison.Ordinal)
        select $"{file.Path}: {type.Groups["name"].Value}");

    [Fact]
    public void columns_are_named() => Parts.None("select * asks for columns that nobody named:",
        from file in Parts.Files(".cs", Code).Concat(Parts.Files(".sql", Code))
        where SelectStar().IsMatch(file.Text)
        select file.Path);

    [GeneratedRegex(@"\bselect\s+\*", RegexOptions.IgnoreCase)]
    private static partial Regex SelectStar();

    [GeneratedRegex(@"^(public|internal) [\w ]*\b(class|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex FirstType();

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            yield return parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent;
    }

    private static void Reach(Type type, HashSet<Type> reached)
    {
        foreach (var inner in type.IsGenericType ? type.GetGenericArguments() : type.HasElementType ? [type.GetElementType()!] : [])
            Reach(inner, reached);
        if (type.Namespace?.StartsWith("GovPlatform", StringComparison.Ordinal) == true && reached.Add(type))
            foreach (var property in type.GetProperties())
                Reach(property.PropertyType, reached);
    }

    private static List<(string Name, string File, int First, int Lines)> Lengths(Assembly assembly)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb")));
        var reader = provider.GetMetadataReader();
        var lengths = new List<(string, string, int, int)>();
        foreach (var handle in reader.MethodDebugInformation)
        {
            var method = reader.GetMethodDebugInformation(handle);
            var points = method.GetSequencePoints().Where(point => !point.IsHidden).ToList();
            var code = assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle.ToDefinitionHandle()))!;
            if (points.Count > 0 && code is not ConstructorInfo)
                lengths.Add(($"{code.DeclaringType!.Name}.{code.Name}", reader.GetString(reader.GetDocument(points[0].Document).Name),
                    points.Min(point => point.StartLine), points.Max(point => point.EndLine) - points.Min(point => point.StartLine) + 1));
        }
        return lengths;
    }
}
