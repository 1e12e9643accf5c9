package io.dialogue.docs.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class ServerApplication {

}
