namespace GovPlatform.Matters;

/// <summary>A version that is published names only files that were uploaded.</summary>
internal static class FileRules
{
    public static async Task<IReadOnlyList<Finding>> CheckAsync(Tx tx, MatterContent matter)
    {
        var named = matter.Materials.SelectMany((material, i) => new[] { ($"/materials/{i}/blankFormFile", material.BlankFormFile), ($"/materials/{i}/sampleFile", material.SampleFile) })
            .Where(file => file.Item2 is not null).ToList();
        if (named.Count == 0)
            return [];
        var known = (await tx.QueryAsync<string>("select distinct sha256 from guide_file where sha256 = any(@digests)", new { digests = named.Select(file => file.Item2!).ToArray() })).ToHashSet();
        return [.. named.Where(file => !known.Contains(file.Item2!)).Select(file => new Finding(file.Item1, "file-unknown", "没有上传过这个文件", "No file of this digest was uploaded"))];
    }
}
