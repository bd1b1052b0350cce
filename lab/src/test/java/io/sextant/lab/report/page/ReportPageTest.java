package io.sextant.lab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.SampleReports;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class ReportPageTest {
    private static Document parsed(RunReport report) throws Exception {
        byte[] octets = ReportPage.render(report).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(octets));
    }

    private static List<Element> all(Document page, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList found = page.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @Test
    void the_page_is_well_formed_whatever_it_says() throws Exception {
        for (RunReport report : List.of(
                SampleReports.nodeFailure(), SampleReports.curl(), SampleReports.hostile(), SampleReports.huge())) {
            assertThat(parsed(report).getDocumentElement().getTagName()).isEqualTo("html");
        }
    }

    @Test
    void hostile_names_are_text_and_nothing_else() throws Exception {
        Document page = parsed(SampleReports.hostile());
        assertThat(all(page, "script")).isEmpty();
        assertThat(page.getDocumentElement().getTextContent()).contains("<script>alert('x')</script> & \"q\" ]]>");
        assertThat(ReportPage.render(SampleReports.hostile())).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void nothing_is_loaded_from_anywhere() throws Exception {
        Document page = parsed(SampleReports.nodeFailure());
        for (String loader : List.of("script", "link", "img", "iframe", "object", "image", "use")) {
            assertThat(all(page, loader)).as(loader).isEmpty();
        }
        assertThat(all(page, "a")).allMatch(a -> a.getAttribute("href").startsWith("#"));
        assertThat(all(page, "style").get(0).getTextContent()).doesNotContain("url(", "@import");
    }

    @Test
    void however_much_there_is_to_tell_the_page_stays_below_2_megabytes() {
        String page = ReportPage.render(SampleReports.huge());
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
        assertThat(page)
                .contains("99,940 rows are left out here")
                .contains("9,600 lines are left out here")
                .contains("70 events are not told in full here");
    }

    @Test
    void equal_reports_give_equal_octets() {
        assertThat(ReportPage.render(SampleReports.nodeFailure()))
                .isEqualTo(ReportPage.render(SampleReports.nodeFailure()));
    }

    @Test
    void every_drawing_that_is_an_image_has_a_title_and_a_description_of_its_own() throws Exception {
        Document page = parsed(SampleReports.nodeFailure());
        List<String> ids = new ArrayList<>();
        for (Element svg : all(page, "svg")) {
            if (svg.getAttribute("role").equals("img")) {
                Element title = (Element) svg.getElementsByTagName("title").item(0);
                Element description = (Element) svg.getElementsByTagName("desc").item(0);
                assertThat(title.getTextContent()).isNotBlank();
                assertThat(description.getTextContent()).isNotBlank();
                assertThat(svg.getAttribute("aria-labelledby")).isEqualTo(title.getAttribute("id"));
                assertThat(svg.getAttribute("aria-describedby")).isEqualTo(description.getAttribute("id"));
                ids.add(title.getAttribute("id"));
            }
        }
        assertThat(ids).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @Test
    void every_column_has_a_head() throws Exception {
        for (Element row : all(parsed(SampleReports.nodeFailure()), "tr")) {
            Element table = (Element) row.getParentNode().getParentNode();
            int heads = ((Element) table.getElementsByTagName("tr").item(0))
                    .getElementsByTagName("th")
                    .getLength();
            int cells = row.getElementsByTagName("td").getLength()
                    + row.getElementsByTagName("th").getLength();
            assertThat(cells).isEqualTo(heads);
        }
    }

    @Test
    void a_fault_is_told_by_its_steps_its_losses_and_its_connections() throws Exception {
        String text = parsed(SampleReports.nodeFailure()).getDocumentElement().getTextContent();
        assertThat(text)
                .contains("bgp-router1 about 192.168.1.22: hold timer expired (90 s)")
                .contains("+83.214 s", "143.213847", "14:02:23.213847", "step: 50.412 ms")
                .contains("Packets lost: 4,620 (341.3 kB)")
                .contains("804 untouched (80.4 %), 28 moved to another node, 168 cut off")
                .contains("152 timed out (15.2 %)")
                .contains("Hint: Shorten the hold timer, or let BFD watch the node.")
                .contains("2 of 4 expectations hold, 1 fails, 1 warns.");
    }

    @Test
    void a_run_without_faults_says_what_it_knows() throws Exception {
        String text = parsed(SampleReports.curl()).getDocumentElement().getTextContent();
        assertThat(text).contains("Nothing was expected of this run.", "./sextant run scenarios/curl.yaml");
        assertThat(text).doesNotContain("Events\n", "Timeline\n");
    }
}
