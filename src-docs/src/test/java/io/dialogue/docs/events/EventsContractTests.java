package io.dialogue.docs.events;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.dialogue.autoconfigure.DialogueContractWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The TypeScript that the guide shows is that of the events it shows.
 */
class EventsContractTests {

	private static final Path SHOWN = Path.of("src/main/resources/contract/events.ts");

	@Test
	void guideShowsWhatIsGenerated() throws Exception {
		Path directory = Path.of("target", "contract");
		DialogueContractWriter.main(new String[] { EventsApplication.class.getName(), directory.toString(),
				"--spring.config.name=events" });
		Path fresh = directory.resolve("types.ts");
		assertThat(SHOWN).as("The contract has changed: copy %s over %s", fresh, SHOWN).hasSameTextualContentAs(fresh);
	}

}
