using System.Runtime.InteropServices;
using System.Text.Json;

namespace GovPlatform.ServiceDefaults;

/// <summary>How much of a form must be there.</summary>
public enum FormMode
{
    /// <summary>Everything that is required: an application that is handed in.</summary>
    Complete,

    /// <summary>What is there must be right, and any of it may be left out still.</summary>
    Draft,
}

/// <summary>One thing that is wrong with the values of a form.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the values; "" is the whole form.</param>
/// <param name="Code">Stable, lower kebab; docs/forms.md lists them.</param>
public sealed record FormFinding(string Pointer, string Code, string Zh, string En);

/// <summary>
/// Checks the values of a form against its schema, JSON Schema 2020-12 in the subset of docs/forms.md, with every format asserted.
/// Compiled once, then used by any number of threads. Keywords outside the subset count for nothing: FormSchema refuses them at publication.
/// </summary>
public sealed class FormCheck
{
    /// <summary>UTF-8 bytes that the values of one form may have.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>How deep values are read at all.</summary>
    public const int Deepest = 32;

    private const int DeepestSchema = 64;

    private readonly FormNode root;
    private readonly KnownFields? fields;
    private readonly bool nul;

    private FormCheck(FormNode root, KnownFields? fields, bool nul = false) => (this.root, this.fields, this.nul) = (root, fields, nul);

    /// <summary>For what has no form: any object that can be read and stored.</summary>
    public static FormCheck Free { get; } = new(FormNode.Of(JsonElement.Parse("""{"type":"object"}"""), blankIsMissing: false), null);

    /// <summary>Compiles a schema; one that cannot be read refuses every value. Never throws, whatever JSON it is given.</summary>
    /// <param name="schema">Copied: its document may be disposed afterwards.</param>
    /// <param name="plain">
    /// True leaves out what JSON Schema does not say and the platform does: a field that the form does not know is refused, a blank text is no
    /// answer to a required field, and no text holds U+0000.
    /// </param>
    public static FormCheck Of(JsonElement schema, bool plain = false) =>
        schema.ValueKind != JsonValueKind.Undefined && FormReading.Read(schema, new(complete: true, most: 1), DeepestSchema, nul: true)
            ? new(FormNode.Of(schema, blankIsMissing: !plain), plain ? null : KnownFields.Of(schema), nul: plain)
            : new(FormNode.Nothing, null);

    /// <summary>What is wrong, the first hundred findings; empty where the values are right. Never throws, whatever JSON it is given.</summary>
    public IReadOnlyList<FormFinding> Check(JsonElement value, FormMode mode = FormMode.Complete)
    {
        var told = new FormFindings(mode == FormMode.Complete);
        if (value.ValueKind == JsonValueKind.Undefined)
            told.Add("", "value-type", "没有表单内容", "There are no values");
        else if (JsonMarshal.GetRawUtf8Value(value).Length > MostBytes)
            told.Add("", "form-too-large", $"表单不得超过 {MostBytes / 1024} KB", $"A form may have {MostBytes / 1024} KB at most");
        else if (FormReading.Read(value, told, Deepest, nul))
        {
            fields?.Refuse(value, "", told);
            root.Judge(value, "", told);
        }
        return told.All;
    }
}
