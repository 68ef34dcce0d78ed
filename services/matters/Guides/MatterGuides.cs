namespace GovPlatform.Matters;

/// <summary>What anybody reads of a matter before applying: itself, its guide and flow, the files and forms that go with it.</summary>
internal static class MatterGuides
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        ReadMatter.Map(matters);
        ReadFlow.Map(matters);
        PrintGuide.Map(matters);
        KeepFiles.Map(matters);
        ReadBlankForm.Map(matters);
    }
}
