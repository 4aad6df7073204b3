<?php

// What a web server runs for each callback. IMHOOK_CONFIG names the configuration file.

declare(strict_types=1);

// PHP would add its charset to the Content-Type that the delivery names.
ini_set('default_charset', '');

try {
    $receiver = new Imhook\Receiver(file_get_contents(getenv('IMHOOK_CONFIG')));
    $headers = '';
    foreach (getallheaders() as $name => $value) {
        $headers .= "$name: $value\r\n";
    }
    $body = file_get_contents('php://input');
    $delivery = json_decode($receiver->receive($_SERVER['REQUEST_METHOD'], $_SERVER['REQUEST_URI'], $headers, $body));
    foreach ($delivery->events as $event) {
        error_log("$event->type $event->id");
    }
    http_response_code($delivery->reply->status);
    header("Content-Type: {$delivery->reply->content_type}");
    echo $delivery->reply->body;
} catch (Imhook\Refusal $refusal) {
    error_log("$refusal->name: {$refusal->getMessage()} $refusal->hint");
    http_response_code($refusal->httpStatus);
    header('Content-Type: text/plain');
    echo $refusal->name;
}
