<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BoardWords</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsure</source>
        <translation>
            <numerusform>%n unsure</numerusform>
            <numerusform>%n unsure</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out by a rule</source>
        <translation>
            <numerusform>%n left out by a rule</numerusform>
            <numerusform>%n left out by a rule</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of other classes</source>
        <translation>
            <numerusform>%n of other classes</numerusform>
            <numerusform>%n of other classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be measured</source>
        <translation>
            <numerusform>%n could not be measured</numerusform>
            <numerusform>%n could not be measured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CameraForm</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaptureManyDialog</name>
    <message numerus="yes">
        <source>All %n video(s) of this folder</source>
        <translation>
            <numerusform>The one video of this folder</numerusform>
            <numerusform>All %n videos of this folder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n captured already</source>
        <translation>
            <numerusform>%n captured already</numerusform>
            <numerusform>%n captured already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n scene(s)</source>
        <translation>
            <numerusform>from %n scene</numerusform>
            <numerusform>from %n scenes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassChangeDialog</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassesModel</name>
    <message numerus="yes">
        <source>{name}: number {number}, %n object(s)</source>
        <translation>
            <numerusform>{name}: number {number}, %n object</numerusform>
            <numerusform>{name}: number {number}, %n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message numerus="yes">
        <source>The labels of %n image(s) are not saved.</source>
        <translation>
            <numerusform>The labels of %n image are not saved.</numerusform>
            <numerusform>The labels of %n images are not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DatasetSettingsDialog</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditorParts</name>
    <message numerus="yes">
        <source>%n of them on the wrong side.</source>
        <translation>
            <numerusform>%n of them is on the wrong side.</numerusform>
            <numerusform>%n of them are on the wrong side.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) would now fail</source>
        <translation>
            <numerusform>%n image would now fail</numerusform>
            <numerusform>%n images would now fail</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) would now fail</source>
        <translation>
            <numerusform>%n label would now fail</numerusform>
            <numerusform>%n labels would now fail</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) would now pass</source>
        <translation>
            <numerusform>%n image would now pass</numerusform>
            <numerusform>%n images would now pass</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) would now pass</source>
        <translation>
            <numerusform>%n label would now pass</numerusform>
            <numerusform>%n labels would now pass</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) would become unsure</source>
        <translation>
            <numerusform>%n image would become unsure</numerusform>
            <numerusform>%n images would become unsure</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) would become unsure</source>
        <translation>
            <numerusform>%n label would become unsure</numerusform>
            <numerusform>%n labels would become unsure</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n label</numerusform>
            <numerusform>%n labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsDialog</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GradePanel</name>
    <message numerus="yes">
        <source>%n here</source>
        <translation>
            <numerusform>%n here</numerusform>
            <numerusform>%n here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ObjectsDock</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemStrip</name>
    <message numerus="yes">
        <source>%n shape(s) fail</source>
        <translation>
            <numerusform>%n shape fails</numerusform>
            <numerusform>%n shapes fail</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message numerus="yes">
        <source>%n unsure</source>
        <translation>
            <numerusform>%n unsure</numerusform>
            <numerusform>%n unsure</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesDock</name>
    <message numerus="yes">
        <source>%n shape(s) selected</source>
        <translation>
            <numerusform>%n shape selected</numerusform>
            <numerusform>%n shapes selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n not saved</source>
        <translation>
            <numerusform>%n not saved</numerusform>
            <numerusform>%n not saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VideoPane</name>
    <message numerus="yes">
        <source>%n captured</source>
        <translation>
            <numerusform>%n captured</numerusform>
            <numerusform>%n captured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposed</source>
        <translation>
            <numerusform>%n proposed</numerusform>
            <numerusform>%n proposed</numerusform>
        </translation>
    </message>
</context>
</TS>
