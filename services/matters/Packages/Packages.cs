namespace GovPlatform.Matters;

/// <summary>The calls about packages (一件事一次办).</summary>
internal static class Packages
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        ListPackages.Map(matters);
        ReadPackage.Map(matters);
        PlanPackage.Map(matters);
        KeepPackage.Map(matters);
        ChangePackage.Map(matters);
    }
}
