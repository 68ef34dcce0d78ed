using System.Diagnostics;
using OpenTelemetry.Trace;

namespace GovPlatform.ServiceDefaults;

/// <summary>Keeps traces that somebody began: probes, and polling that no request asked for, leave none.</summary>
internal sealed class QuietRoots : Sampler
{
    private static readonly SamplingResult Keep = new(SamplingDecision.RecordAndSample);
    private static readonly SamplingResult Drop = new(SamplingDecision.Drop);

    public override SamplingResult ShouldSample(in SamplingParameters parameters)
    {
        // A call out without anything that caused it is the relay's poll, a lease or a refresh.
        if (parameters.Kind == ActivityKind.Client) return Drop;
        return parameters.Kind == ActivityKind.Server && IsProbe(parameters.Tags) ? Drop : Keep;
    }

    private static bool IsProbe(IEnumerable<KeyValuePair<string, object?>>? tags)
    {
        foreach (var (key, value) in tags ?? [])
            if (key == "url.path") return value is string path && path.StartsWith("/health", StringComparison.Ordinal);
        return false;
    }
}
