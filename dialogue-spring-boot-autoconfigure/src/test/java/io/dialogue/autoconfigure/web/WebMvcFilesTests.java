package io.dialogue.autoconfigure.web;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import io.dialogue.autoconfigure.app.ChatApplication;

/**
 * Files of a servlet application.
 */
@SpringBootTest(classes = ChatApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=servlet", "spring.application.name=Chat Test",
				"dialogue.contract.enabled=true", "dialogue.rooms.chat.name=Chat Room",
				"dialogue.rooms.chat.events=message", "dialogue.rooms.chat.server-events=typing" })
class WebMvcFilesTests extends ServedFilesContractTests {

}
