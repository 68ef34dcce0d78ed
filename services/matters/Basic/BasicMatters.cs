namespace GovPlatform.Matters;

/// <summary>基本目录: the catalogue of the level above.</summary>
internal static class BasicMatters
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        ImportBasicMatters.Map(matters);
        ReadBasicMatters.Map(matters);
    }
}
