namespace GovPlatform.Matters;

/// <summary>A version that is published names only files that were uploaded.</summary>
internal sealed class FileRules(IReadOnlySet<string> uploaded)
{
    /// <summary>For these matters, in one query at most.</summary>
    public static async Task<FileRules> ForAsync(Tx tx, IEnumerable<MatterContent> matters)
    {
        var digests = matters.SelectMany(Named).Select(file => file.Digest).Distinct().ToArray();
        return new(digests.Length == 0 ? new HashSet<string>() : (await tx.QueryAsync<string>("select distinct sha256 from guide_file where sha256 = any(@digests)", new { digests })).ToHashSet());
    }

    public IEnumerable<Finding> Check(MatterContent matter) =>
        Named(matter).Where(file => !uploaded.Contains(file.Digest)).Select(file => new Finding(file.Pointer, "file-unknown", "没有上传过这个文件", "No file of this digest was uploaded"));

    private static IEnumerable<(string Pointer, string Digest)> Named(MatterContent matter) =>
        from file in matter.Materials.SelectMany((material, i) => new[] { ($"/materials/{i}/blankFormFile", material.BlankFormFile), ($"/materials/{i}/sampleFile", material.SampleFile) })
        where file.Item2 is not null
        select (file.Item1, file.Item2);
}
