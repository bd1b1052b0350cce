package io.sextant.lab.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.SampleReports;
import io.sextant.lab.report.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class JunitXmlTest {

    private static Document parsed(List<RunReport> reports)
            throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitXml.render(reports))));
    }

    @Test
    void each_run_is_a_suite_and_each_expectation_a_case()
            throws IOException, ParserConfigurationException, SAXException {
        List<RunReport> reports = List.of(SampleReports.curl(), SampleReports.nodeFailure());
        Document xml = parsed(reports);
        assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
        int cases = reports.stream()
                .mapToInt(report -> report.verdicts().size() + (report.limit() == null ? 0 : 1))
                .sum();
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(cases);
        long failed = reports.stream()
                .flatMap(report -> report.verdicts().stream())
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.FAILED)
                .count();
        assertThat((long) xml.getElementsByTagName("failure").getLength()).isEqualTo(failed);
    }

    @Test
    void hostile_words_and_a_limit_are_told_as_they_are_without_breaking_the_file()
            throws IOException, ParserConfigurationException, SAXException {
        RunReport hostile = SampleReports.hostile();
        Document xml = parsed(List.of(hostile));
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo(hostile.limit() == null ? "0" : "1");
        assertThat(xml.getElementsByTagName("error").getLength()).isEqualTo(hostile.limit() == null ? 0 : 1);
    }
}
