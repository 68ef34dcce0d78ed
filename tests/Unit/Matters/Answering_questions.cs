using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>What an applicant answers selects what is asked for.</summary>
public sealed class Answering_questions
{
    private static readonly Situation[] Situations =
    [
        new() { Id = "q1", Question = "谁来办理？", Options = [new() { Id = "a", Label = "本人" }, new() { Id = "b", Label = "委托他人" }] },
        new() { Id = "q2", Question = "场所是自有还是租赁？", Options = [new() { Id = "a", Label = "自有" }, new() { Id = "b", Label = "租赁" }] },
    ];

    [Theory]
    [InlineData("q1=b", "q1=b", true)]
    [InlineData("q1=a", "q1=b", false)]
    [InlineData("q1=a", "q1=a|q1=b", true)]
    [InlineData("q1=b,q2=a", "q1=b|q2=b", false)]
    [InlineData("q1=b,q2=b", "q1=b|q2=b", true)]
    [InlineData("q1=a", "q2=b", true)]
    [InlineData("", "q1=b", true)]
    [InlineData("q1=a", "", true)]
    public void a_material_is_needed_where_its_conditions_fit(string answers, string when, bool needed) =>
        Assert.Equal(needed, Answers.Read(answers, Situations)!.Fit(when.Split('|', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("q3=a")]
    [InlineData("q1=c")]
    [InlineData("q1")]
    public void an_answer_that_is_none_of_the_options_is_not_read(string answers) => Assert.Null(Answers.Read(answers, Situations));

    [Fact]
    public void answers_have_one_written_form() => Assert.Equal("q1=b,q2=a", Answers.Read("q2=a, q1=b", Situations)!.ToString());
}
