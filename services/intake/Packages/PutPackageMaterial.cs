using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>A material of a draft package is handed in once: every sub-case that asks for it has it.</summary>
internal static class PutPackageMaterial
{
    /// <summary>Stores the request body as this material of every sub-case that lists it. Any of their material codes names it; replacing other content needs If-Match with its digest.</summary>
    public static async Task<Results<Ok<MaterialStored>, Problem>> Handle(
        Guid id, string code, [FromHeader(Name = "If-Match")] string? ifMatch, HttpRequest request, Tx tx, Caller me, FileStore files, StoredFiles stored, FileSettings settings, TimeProvider time, CancellationToken ct)
    {
        var part = await tx.FindAsync<Guid?>($"""
            select case_file.id
            from case_file
            join case_material m on m.case_id = case_file.id
            where case_file.package_id = @id
              and m.code = @code
              and m.from_item is null
              and {Filers.MaySupply}
            """, new { id, code, me = me.Id, clerk = me.Has(Role.Clerk) });
        return part is { } caseId ? await PutMaterial.Handle(caseId, code, ifMatch, request, tx, me, files, stored, settings, time, ct) : Problem.NotFound();
    }
}
