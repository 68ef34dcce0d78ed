using Aspire.Hosting;
using GovPlatform.Local;

namespace Projects;

// Aspire's SDK makes these classes from AppHost's project references.
internal sealed class Identity() : Project("services/identity");

internal sealed class Matters() : Project("services/matters");

internal sealed class Intake() : Project("services/intake");

internal sealed class Approval() : Project("services/approval");

internal sealed class Certificates() : Project("services/certificates");

internal sealed class Evaluation() : Project("services/evaluation");

internal sealed class Appointments() : Project("services/appointments");

internal sealed class CrossRegion() : Project("services/crossregion");

internal sealed class Notifications() : Project("services/notifications");

internal sealed class Supervision() : Project("services/supervision");

internal sealed class Gateway() : Project("gateway");

/// <summary>A project of the repository, found by its folder and the name of its class.</summary>
internal abstract class Project(string folder) : IProjectMetadata
{
    public string ProjectPath => Path.Combine(Source.Root, folder, $"{GetType().Name}.csproj");
}
