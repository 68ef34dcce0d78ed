namespace GovPlatform.Matters;

/// <summary>Everything that makes, changes and tells the versions of a matter.</summary>
internal static class MatterVersions
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        DraftMatter.Map(matters);
        ReviseDraft.Map(matters);
        DropDraft.Map(matters);
        PublishMatter.Map(matters);
        ChangeStatus.Map(matters);
        ListVersions.Map(matters);
        ReadChanges.Map(matters);
    }
}
