package io.peregrine.authoring.ruletest;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** How tests ended as JUnit's XML, which CI servers read: a suite for each file. */
public final class TestReportJunit {
    private TestReportJunit() {}

    /** The report. */
    public static String of(List<TestedFile> files) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (TestedFile file : files) {
                suite(xml, file);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A report in memory could not be written.", e);
        }
        return text.append('\n').toString();
    }

    private static void suite(XMLStreamWriter xml, TestedFile file) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", file.name());
        xml.writeAttribute("tests", Integer.toString(file.results().size()));
        xml.writeAttribute("failures", Long.toString(file.failed()));
        for (TestResult result : file.results()) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", file.name());
            xml.writeAttribute("name", printable(result.test().name()));
            xml.writeAttribute(
                    "time", String.format(Locale.ROOT, "%.3f", result.took().toNanos() / 1e9));
            if (!result.passed()) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", printable(result.failures().getFirst()));
                xml.writeCharacters(printable(String.join("\n", result.failures())));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML knows no control characters but these. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
    }
}
