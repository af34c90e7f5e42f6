"""The last step of a paper: it says that it is PDF/UA-1, and has room for signatures."""

import io

import pikepdf

# PDF/A wants properties outside its own schemas described in the file (ISO 19005-3, 6.6.2.3).
UA_SCHEMA = """<rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema\
</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/\
</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property>\
<rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal\
</pdfaProperty:category><pdfaProperty:description>Indicates conformance with PDF/UA\
</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>\
</pdfaExtension:schemas></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
"""
END = "</rdf:RDF>"


def finish(content: bytes) -> bytes:
    """Add the PDF/UA identifier to the XMP packet of a PDF/A file; deterministic.

    Its form is empty: a signature adds a field to it, and a check can tell that from any change.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The same of an open document."""
    packet = bytes(pdf.Root.Metadata.read_bytes()).decode("utf-8")
    if "pdfuaid:part" not in packet:
        packet = packet.replace(END, UA_SCHEMA + END, 1)
        pdf.Root.Metadata.write(packet.encode("utf-8"))
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array()))
    made = io.BytesIO()
    packed = pikepdf.ObjectStreamMode.generate
    pdf.save(made, deterministic_id=True, linearize=False, object_stream_mode=packed)
    return made.getvalue()
