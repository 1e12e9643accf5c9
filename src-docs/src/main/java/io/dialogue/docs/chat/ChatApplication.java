package io.dialogue.docs.chat;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class ChatApplication {

}
