use imhook::*;
fn main(){ let kind=std::env::args().nth(1).unwrap(); let n:usize=std::env::args().nth(2).unwrap().parse().unwrap();
 let r=Receiver::new(br#"{"platform":"wps","credentials":{"app_id":"AK123456","app_key":"sk098765"}}"#).unwrap();
 let text="the build is green 今天".repeat(if kind=="small" {4} else if kind=="mid" {75} else {2400});
 let content = if kind=="rich" { let e=r#"{"alt_text":"","elements":[{"alt_text":"","indent":0,"index":0,"style_text_content":{"style":{"bold":true,"color":"","italic":false},"text":"the build is green"},"type":"text"}],"indent":0,"index":0,"type":"nl"}"#; format!(r#""rich_text":{{"elements":[{}]}}"#, vec![e;300].join(",")) } else { format!(r#""text":{{"content":"{text}"}}"#)};
 let t= if kind=="rich" {"rich_text"} else {"text"};
 let spec=format!(r#"{{"kind":"callback","topic":"kso.app_chat.message","timestamp_ms":1704074400000,"nonce":"71a2b3c4d5e6f707","payload":{{"chat":{{"id":"8225957","type":"group"}},"company_id":"eueue","message":{{"content":{{{content}}},"id":"w7i5","type":"{t}"}},"send_time":1734426254026,"sender":{{"id":"erueru","type":"user"}}}}}}"#);
 let s:serde_json::Value=serde_json::from_slice(&r.seal(spec.as_bytes()).unwrap()).unwrap(); let body=s["body"].as_str().unwrap().to_owned();
 let mut total=0; for _ in 0..n { let mut o=Vec::new(); r.receive_into(&Request{body:body.as_bytes(),now_ms:1704074400000,..Default::default()},&mut o).unwrap(); total+=o.len(); } println!("{total}"); }
