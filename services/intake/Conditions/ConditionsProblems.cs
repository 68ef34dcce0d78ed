namespace GovPlatform.Intake;

/// <summary>Why 容缺 or 告知承诺 is not to be had.</summary>
internal static class ConditionsProblems
{
    public static Problem NotDeferrable(string[] asked, IReadOnlyCollection<string> refused) =>
        new(422, "not-deferrable", "只有清单中标明可以容缺后补、且尚未提交的材料才能容缺", "Only materials that the list lets come later, and that are missing, may be deferred")
        { Errors = asked.Index().Where(x => refused.Contains(x.Item)).ToDictionary(x => $"/materialCodes/{x.Index}", x => new[] { x.Item }) };

    public static Problem TooLong() =>
        Problem.Invalid("/days", "deferral-too-long", "容缺补正期限不得超过事项的承诺办结时限", "What comes later comes within the promised limit of the matter");

    public static Problem NotRepaired() =>
        new(409, "breach-not-repaired", "申请人有未修复的失信记录，不适用容缺受理和告知承诺", "A breach of the applicant is not repaired: neither deferral nor commitment is to be had");

    public static Problem NoCommitment() =>
        Problem.Invalid("/mode", "commitment-not-allowed", "该事项不实行告知承诺", "The matter takes no commitment");

    public static Problem NotSigned(string kind) => kind == Letter.OfDeferral
        ? new(422, "deferral-not-signed", "申请人尚未签署容缺受理承诺书", "The applicant has not signed the letter of deferral")
        : new(422, "commitment-not-signed", "申请人尚未签署告知承诺书", "The applicant has not signed the commitment");

    public static Problem OtherText() =>
        Problem.Invalid("/digest", "other-text", "签署的不是当前的承诺书，请重新阅读后签署", "This is not the letter as it stands: read it again and sign that");

    public static Problem NoLetter() => new(409, "no-letter", "没有待签署的承诺书", "There is no letter to sign");

    public static Problem SignedAlready() => new(409, "signed-already", "承诺书已经签署", "The letter is signed already");

    public static Problem NoScan() =>
        new(422, "scan-missing", "窗口代为登记的，应当先上传申请人签字的承诺书扫描件", "At the counter the scan of the signed letter is handed in first");

    public static Problem RepairedAlready() => new(409, "repaired-already", "该失信记录已经修复", "The breach is repaired already");

    public static Problem CheckedAlready(string state) => Problem.Conflict("checked-already", "该承诺已经核查", "The commitment has been checked", state);
}
