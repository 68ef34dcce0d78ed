using System.Xml.Linq;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>The flow elements become a graph, and the graph a picture.</summary>
public sealed class Drawing_the_flow
{
    [Fact]
    public void the_steps_stand_in_line_with_supplement_refusal_and_denial_beside_it()
    {
        var flow = Flow.Of(Examples.Published());
        Assert.Equal(["申请", "受理", "审核", "审批", "办结", "送达"], flow.Nodes.Where(node => node.Kind == Flow.Step).Select(node => node.Label));
        Assert.Contains(flow.Edges, edge => edge is { From: "s2", To: "supplement" });
        Assert.Contains(flow.Edges, edge => edge is { From: "supplement", To: "s1" });
        Assert.Contains(flow.Edges, edge => edge is { From: "s2", To: "refused" });
        Assert.Contains(flow.Edges, edge => edge is { From: "s4", To: "denied" });
        Assert.Contains("承诺8个工作日", flow.Nodes[1].Clock, StringComparison.Ordinal);
    }

    [Fact]
    public void special_procedures_branch_off_the_review_and_return_to_it()
    {
        var flow = Flow.Of(With(elements => elements with { SpecialSteps = [new() { Name = "专家评审", Kind = "2", Days = 15 }] }));
        var side = Assert.Single(flow.Nodes, node => node.Kind == Flow.Side);
        Assert.Equal(("专家评审", "15个工作日，不计入办理时限"), (side.Label, side.Clock));
        Assert.Contains(flow.Edges, edge => edge.From == "s3" && edge.To == side.Id);
        Assert.Contains(flow.Edges, edge => edge.From == side.Id && edge.To == "s3");
    }

    [Fact]
    public void every_edge_joins_two_nodes_whatever_the_steps_are_called()
    {
        foreach (var steps in new string[][] { [], ["送达"], ["受理"], ["审批"], ["申请", "决定"], ["申报", "受理与审核", "公示", "发证"] })
        {
            var flow = Flow.Of(With(elements => elements with { Flow = steps, SpecialProcedure = "听证、专家评审" }));
            var ids = flow.Nodes.Select(node => node.Id).ToHashSet();
            Assert.Equal(flow.Nodes.Count, ids.Count);
            Assert.All(flow.Edges, edge => Assert.True(ids.Contains(edge.From) && ids.Contains(edge.To)));
            Assert.NotNull(XDocument.Parse(FlowPicture.Draw(flow)).Root);
        }
    }

    [Fact]
    public void the_picture_has_a_title_and_runs_nothing_that_an_editor_wrote()
    {
        const string bad = "审批<script>alert(1)</script>\u0001&\"'";
        var svg = FlowPicture.Draw(Flow.Of(With(elements => elements with { Flow = ["申请", "受理", bad] })));
        var picture = XDocument.Parse(svg).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal("食品经营许可办理流程图", picture.Element(ns + "title")?.Value);
        Assert.Contains("材料不齐", picture.Element(ns + "desc")?.Value, StringComparison.Ordinal);
        Assert.Empty(picture.Descendants(ns + "script"));
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
    }

    private static Matter With(Func<MatterElements, MatterElements> but) =>
        Matter.Draft(Examples.Content() with { Elements = but(Examples.Content().Elements) }, 1, Examples.By, Examples.Now);
}
