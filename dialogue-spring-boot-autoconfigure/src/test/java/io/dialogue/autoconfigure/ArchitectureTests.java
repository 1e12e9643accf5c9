package io.dialogue.autoconfigure;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The rules between the modules that an application gets.
 */
@AnalyzeClasses(packages = "io.dialogue", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule onlyTheSocketIoModuleKnowsNettySocketio = noClasses().that()
		.resideOutsideOfPackage("io.dialogue.socketio..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.corundumstudio..");

	@ArchTest
	static final ArchRule enginesDoNotKnowTheAutoConfiguration = noClasses().that()
		.resideOutsideOfPackage("io.dialogue.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.dialogue.autoconfigure..");

}
