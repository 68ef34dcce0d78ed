using System.Globalization;
using System.Net;

namespace GovPlatform.ServiceDefaults;

/// <summary>HTML text that is safe to print: what is put into it is encoded, unless it is Markup itself.</summary>
public sealed record Markup(string Text)
{
    /// <summary>Fills a template: <c>Markup.Of($"&lt;p&gt;{name}&lt;/p&gt;")</c>.</summary>
    public static Markup Of(FormattableString template) =>
        new(string.Format(CultureInfo.InvariantCulture, template.Format, [.. template.GetArguments().Select(Encoded)]));

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;

    private static object Encoded(object? value) => value switch
    {
        null => "",
        Markup markup => markup.Text,
        IFormattable formattable => WebUtility.HtmlEncode(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => WebUtility.HtmlEncode(value.ToString()) ?? "",
    };
}
